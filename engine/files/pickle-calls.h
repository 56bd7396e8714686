/* pickle-calls.h — what the calls in a pickle would have made
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* A new value of that kind that lives as long as the pickle; LIST, DICT and
 * OBJECT have items. NULL beyond the limit. */
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

/* What a call would have made, and what a class would have made without running its code. */
HeedPickleValue *heed_pickle_call         (HeedPickle             *pickle,
                                           const HeedPickleValue  *callable,
                                           const HeedPickleValue  *arguments,
                                           GError                **error);
HeedPickleValue *heed_pickle_make         (HeedPickle             *pickle,
                                           const HeedPickleValue  *class,
                                           const HeedPickleValue  *arguments,
                                           GError                **error);

/* What a persistent id leads to, and what a call that rebuilds a tensor would have made. */
HeedPickleValue *heed_pickle_load         (HeedPickle             *pickle,
                                           const HeedPickleValue  *id,
                                           GError                **error);
HeedPickleValue *heed_pickle_call_tensor  (HeedPickle             *pickle,
                                           const HeedPickleName   *callable,
                                           const HeedPickleValue  *arguments,
                                           GError                **error);

/* Argument i if it is of that kind, else NULL; and the error for one that is not, which
 * returns NULL. */
const HeedPickleValue *heed_pickle_get_argument (const HeedPickleValue  *arguments,
                                                 guint                   i,
                                                 HeedPickleKind          kind);
HeedPickleValue       *heed_pickle_fail_call    (GError                **error,
                                                 const char             *name,
                                                 const char             *expected);

G_END_DECLS
