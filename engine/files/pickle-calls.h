/* pickle-calls.h — what the calls in a pickle would have made
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle.h"

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

HeedPickleValue *heed_pickle_call         (HeedPickle             *pickle,
                                           const HeedPickleValue  *callable,
                                           const HeedPickleValue  *arguments,
                                           GError                **error);
HeedPickleValue *heed_pickle_load_storage (HeedPickle             *pickle,
                                           const HeedPickleValue  *id,
                                           GError                **error);

G_END_DECLS
