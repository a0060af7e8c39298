package com.tokkatot.rest.shared;

import com.tokkatot.farm.Permission;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call for whoever has this permission; asked at the door, before anything of the request's body
 * is looked at. In a farm: the farm of the path, or that of the path's device.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {

  Permission value();

  /** What is enough when the path's {@code user} is the caller; {@link #value} when nothing is. */
  Permission[] forOneself() default {};
}
