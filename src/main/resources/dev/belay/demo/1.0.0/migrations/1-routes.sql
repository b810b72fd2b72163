create table route (
    id     integer generated always as identity primary key,
    name   text    not null,
    metres integer not null
);
