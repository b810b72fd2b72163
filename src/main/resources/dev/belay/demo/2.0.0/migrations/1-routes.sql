create table route (
    id     integer generated always as identity primary key,
    name   text    not null,
    metres integer not null
);
create table ascent (
    id    integer generated always as identity primary key,
    route integer not null references route (id),
    who   text    not null,
    day   text    not null -- 31.12.2025
);
