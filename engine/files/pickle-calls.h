/* pickle-calls.h — the results of calls in a pickle, without running them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* Creates a value of that kind, owned by the pickle; LIST, DICT and OBJECT get an array of
 * items. NULL if the limit is exceeded. */
HeedPickleValue *heed_pickle_add_value    (HeedPickle             *pickle,
                                           HeedPickleKind          kind,
                                           GError                **error);

/* Valid UTF-8 without zero bytes becomes TEXT, anything else BYTES. */
HeedPickleValue *heed_pickle_add_text     (HeedPickle             *pickle,
                                           const guint8           *text,
                                           gsize                   n_bytes,
                                           GError                **error);
HeedPickleValue *heed_pickle_add_bytes    (HeedPickle             *pickle,
                                           const guint8           *bytes,
                                           gsize                   n_bytes,
                                           GError                **error);

HeedPickleValue *heed_pickle_add_name     (HeedPickle             *pickle,
                                           const char             *module,
                                           const char             *name,
                                           GError                **error);

/* Return the value that a call would have constructed, or a class without running its code. */
HeedPickleValue *heed_pickle_call         (HeedPickle             *pickle,
                                           const HeedPickleValue  *callable,
                                           const HeedPickleValue  *arguments,
                                           GError                **error);
HeedPickleValue *heed_pickle_make         (HeedPickle             *pickle,
                                           const HeedPickleValue  *class,
                                           const HeedPickleValue  *arguments,
                                           GError                **error);

/* Return the value of a persistent id, and of a call that rebuilds a tensor. */
HeedPickleValue *heed_pickle_load         (HeedPickle             *pickle,
                                           const HeedPickleValue  *id,
                                           GError                **error);
HeedPickleValue *heed_pickle_call_tensor  (HeedPickle             *pickle,
                                           const HeedPickleName   *callable,
                                           const HeedPickleValue  *arguments,
                                           GError                **error);

/* _get_argument returns argument i if it is of that kind, else NULL. _fail_call sets the error
 * for an invalid argument and returns NULL. */
const HeedPickleValue *heed_pickle_get_argument (const HeedPickleValue  *arguments,
                                                 guint                   i,
                                                 HeedPickleKind          kind);
HeedPickleValue       *heed_pickle_fail_call    (GError                **error,
                                                 const char             *name,
                                                 const char             *expected);

G_END_DECLS
