-- Takes one token from each bucket, or from none when one of them is empty.
-- KEYS: the guard, if there is one, then the buckets. ARGV: now in ms; the value of the guard that forbids everything, or
-- nothing when there is no guard; then for each bucket its size and the ms it takes to gain a token.
-- Answers the guard's value or nil, 1 or 0, and for each bucket the thousandths of tokens left.
local now = tonumber(ARGV[1])
local guard = false
local guards = 0
if ARGV[2] ~= '' then
  guards = 1
  guard = redis.call('GET', KEYS[1])
  if guard == ARGV[2] then
    return { guard, 0 }
  end
end
local left = {}
local enough = 1
for i = 1, #KEYS - guards do
  local burst = tonumber(ARGV[i * 2 + 1])
  local per_token = tonumber(ARGV[i * 2 + 2])
  local known = redis.call('HMGET', KEYS[i + guards], 'tokens', 'at')
  local tokens = burst
  if known[1] then
    -- Clocks of two nodes differ a little: time never runs backwards here.
    tokens = math.min(burst, tonumber(known[1]) + math.max(0, now - tonumber(known[2])) / per_token)
  end
  left[i] = tokens
  if tokens < 1 then
    enough = 0
  end
end
local answer = { guard, enough }
for i = 1, #KEYS - guards do
  local key = KEYS[i + guards]
  local burst = tonumber(ARGV[i * 2 + 1])
  local per_token = tonumber(ARGV[i * 2 + 2])
  local tokens = left[i] - enough
  if enough == 1 then
    redis.call('HSET', key, 'tokens', tostring(tokens), 'at', ARGV[1])
    redis.call('PEXPIRE', key, math.ceil((burst - tokens) * per_token) + 1000)
  end
  answer[i + 2] = math.floor(tokens * 1000)
end
return answer
