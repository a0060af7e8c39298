package com.tokkatot.setting;

import java.util.UUID;

/** Something is set differently for a farm that its hub must know. Fired in the transaction. */
public record FarmSettingsChanged(UUID farmId) {}
