/* messages.h - the first byte of a message in fuzz_node's input: bits 4 to 6 the kind, bit 3 retained, the others the
 * device. */
#pragma once
#include "fake.h"
#include <stdio.h>

enum { TO_COMMAND = 0x30, TO_CONFIG = 0x40, TO_ESTOP = 0x50, TO_FW_UPDATE = 0x60 };

/* False: the bytes are the connection's, not a message's. */
static inline bool message_topic(uint8_t first, char *topic, size_t cap)
{
    const char *device = fake_ids[first & 7];
    switch (first & 0x70) {
    case TO_COMMAND:
        snprintf(topic, cap, "farm/%s/devices/%s/command", FAKE_FARM, device);
        return true;
    case TO_CONFIG:
        snprintf(topic, cap, "farm/%s/devices/%s/config", FAKE_FARM, device);
        return true;
    case TO_ESTOP:
        snprintf(topic, cap, "farm/%s/estop", FAKE_FARM);
        return true;
    case TO_FW_UPDATE:
        snprintf(topic, cap, "farm/%s/devices/%s/fw_update", FAKE_FARM, FAKE_NODE);
        return true;
    default:
        return false;
    }
}
