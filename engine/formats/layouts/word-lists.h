/* word-lists.h — vocabularies in the shapes that people save them in
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* Each gives the words of ids 0, 1, ... as a list that owns them, or NULL if
 * what it looked at is no vocabulary. More than most words are none either. */
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
