/* tk/offer.h - reads an update offer as it comes on fw_update. Samples: mqtt-connector/wire/samples/fw-update.
 *
 * Promises: what is read fits; nothing of it is believed but what tk_image_check says of the header.
 */
#pragma once
#include "tk/json.h"
#include "tk/update.h"

/* NULL, or the field that is missing or wrong. The id is read first: whoever has one is answered, so *has_id is told
 * either way. */
const char *tk_offer_read(const tk_json_t *j, tk_offer_t *out, bool *has_id);
