-- Takes one token from each bucket, or from none when one of them is empty.
-- KEYS: the buckets. ARGV: now in ms, then for each bucket its size and the ms it takes to gain a token.
-- Answers 1 or 0, then for each bucket the thousandths of tokens left.
local now = tonumber(ARGV[1])
local left = {}
local enough = 1
for i, key in ipairs(KEYS) do
  local burst = tonumber(ARGV[i * 2])
  local per_token = tonumber(ARGV[i * 2 + 1])
  local known = redis.call('HMGET', key, 'tokens', 'at')
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
local answer = { enough }
for i, key in ipairs(KEYS) do
  local burst = tonumber(ARGV[i * 2])
  local per_token = tonumber(ARGV[i * 2 + 1])
  local tokens = left[i] - enough
  if enough == 1 then
    redis.call('HSET', key, 'tokens', tostring(tokens), 'at', ARGV[1])
    redis.call('PEXPIRE', key, math.ceil((burst - tokens) * per_token) + 1000)
  end
  answer[i + 1] = math.floor(tokens * 1000)
end
return answer
