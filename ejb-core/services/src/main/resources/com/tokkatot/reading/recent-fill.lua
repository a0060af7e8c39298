-- Fills in the keys that are still claimed by this claim.
-- ARGV: the claim, how long to keep in milliseconds; then for each key the number of its fields, and field and value of each.
local at = 3
for _, key in ipairs(KEYS) do
  local last = at + 2 * tonumber(ARGV[at])
  if redis.call('hget', key, '*') == ARGV[1] then
    for field = at + 1, last, 2 do
      redis.call('hset', key, ARGV[field], ARGV[field + 1])
    end
    redis.call('hset', key, '*', 'ready')
    redis.call('pexpire', key, ARGV[2])
  end
  at = last + 1
end
return 'done'
