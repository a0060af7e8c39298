-- What is remembered under each key. Where nothing is, the key is claimed: whoever stores a reading
-- meanwhile deletes the claim, and with it the right to fill in what may lack that reading.
-- ARGV: the claim, how long it holds in milliseconds.
local answer = {}
for place, key in ipairs(KEYS) do
  local state = redis.call('hget', key, '*')
  if state == 'ready' then
    answer[place] = redis.call('hgetall', key)
  else
    if not state then
      redis.call('hset', key, '*', ARGV[1])
      redis.call('pexpire', key, ARGV[2])
    end
    answer[place] = {}
  end
end
return answer
