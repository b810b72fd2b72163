-- the log of climbs knows days as days; what is in the table 'ascent' is brought by the upgrade
create table climb (
    id         integer generated always as identity primary key,
    route_id   integer not null references route (id),
    climber    text    not null,
    climbed_on date    not null
);
