/* word-lists.h — reading vocabularies in the usual formats
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* Each function returns the words of ids 0, 1, ... as a list that owns them, or NULL if its
 * input is not a vocabulary or has more than most words. */
GPtrArray *heed_word_list_from_pickle (const HeedPickleValue  *value,
                                       guint                   most);
GPtrArray *heed_word_list_from_json   (const HeedJson         *json,
                                       guint                   most);
GPtrArray *heed_word_list_from_lines  (const char             *path,
                                       guint                   most,
                                       const char            **note);
GPtrArray *heed_word_list_from_yaml   (const char             *path,
                                       guint                   most);

G_END_DECLS
