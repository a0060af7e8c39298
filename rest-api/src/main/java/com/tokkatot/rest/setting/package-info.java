/** Settings: of the caller, of a farm, of the whole, and which farms have which feature. */
package com.tokkatot.rest.setting;
