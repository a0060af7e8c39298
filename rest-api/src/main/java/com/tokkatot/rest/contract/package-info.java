/**
 * The contract: the OpenAPI document and a page to browse it.
 *
 * <p>The document is made when the application is built, from the resources themselves; {@link
 * com.tokkatot.rest.contract.OperationsOfResources} adds who may make a call and how it can fail,
 * from the annotations that the running application obeys. Source: requirements.md 2.0.
 */
package com.tokkatot.rest.contract;
