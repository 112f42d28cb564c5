create index members_registered on members (registered_at, member_id);
create index roles_role on roles (role, member_id);
create index identities_member on identities (member_id) where claimed;
create index consents_member on consents (member_id, position);
create index members_clock on members (time_zone, (coalesce(reminds_at, time '24:00')), member_id)
    where unasked and status = 'active';
