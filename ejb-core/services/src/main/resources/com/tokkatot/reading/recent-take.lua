-- Adds readings that were stored to what is remembered of their devices.
-- KEYS: latest and rolling of each device; those after the first devices are to be forgotten.
-- ARGV: now in milliseconds, whether these are all that were stored, how many devices; then of each
-- reading the place of its device, metric, milliseconds, value, whether it counts, latest text, unit.
local now, is_all, devices = tonumber(ARGV[1]), ARGV[2] == '1', tonumber(ARGV[3])
-- Steps and places of Window and RollingSums.
local steps, places, ahead = { [0] = 5000, [1] = 60000, [2] = 1440000 }, 64, 15000

local function is_newer(ms, text)
  return not text or tonumber(string.match(text, '^%S+')) < ms
end

local function latest(key, metric, ms, text)
  local known = redis.call('hmget', key, '*', metric)
  if known[1] == 'ready' then
    if is_newer(ms, known[2]) then
      redis.call('hset', key, metric, text)
    end
  elseif known[1] then
    redis.call('del', key)
  end
end

local function add(key, metric, ms, value)
  for window = 0, 2 do
    local number = math.floor(ms / steps[window])
    local field = metric .. '|' .. window .. '|' .. number % places
    local count, total = 0, 0
    local text = redis.call('hget', key, field)
    if text then
      local its, counted, summed = string.match(text, '^(%S+) (%S+) (%S+)$')
      if tonumber(its) == number then
        count, total = tonumber(counted), tonumber(summed)
      end
    end
    redis.call('hset', key, field, string.format('%d %d %.17g', number, count + 1, total + value))
  end
end

local function rolling(key, metric, ms, value, counts, unit)
  local known = redis.call('hmget', key, '*', metric)
  if not known[1] then
    return
  end
  -- No newer than the newest: it may have been added before, so the store has to be asked.
  if known[1] ~= 'ready' or not is_all or ms > now + ahead or not is_newer(ms, known[2]) then
    redis.call('del', key)
    return
  end
  redis.call('hset', key, metric, string.format('%d', ms) .. ' ' .. unit)
  if counts then
    add(key, metric, ms, value)
  end
end

for place = 2 * devices + 1, #KEYS do
  redis.call('del', KEYS[place])
end
for at = 4, #ARGV, 7 do
  local place, metric, ms = 2 * tonumber(ARGV[at]), ARGV[at + 1], tonumber(ARGV[at + 2])
  latest(KEYS[place - 1], metric, ms, ARGV[at + 5])
  rolling(KEYS[place], metric, ms, tonumber(ARGV[at + 3]), ARGV[at + 4] == '1', ARGV[at + 6])
end
return 'done'
