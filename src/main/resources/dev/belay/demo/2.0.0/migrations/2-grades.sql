-- every route gets a grade, and no two routes one name
alter table route add column grade text;

update route set grade = case
    when metres < 15 then '4+'
    when metres < 25 then '6-'
    else '7'
end;

alter table route alter column grade set not null;
alter table route add constraint route_name unique (name);
