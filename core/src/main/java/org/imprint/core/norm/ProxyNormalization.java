package org.imprint.core.norm;

/** A normalisation that needs the proxies of all classes, fit for NORMpost alone; open to own ones. */
public non-sealed interface ProxyNormalization extends Normalization {}
