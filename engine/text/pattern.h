/* pattern.h — a pattern of a tokenizer.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* Makes a regular expression of {"String": " "} or {"Regex": " {2,}"}. It never matches a part of
 * a character. */
GRegex *heed_pattern_new (const HeedJson  *json,
                          GError         **error);

/* Replaces all matches by the content, until the result is longer than max_bytes. A text that is
 * too hard to match is returned as it is. */
char   *heed_pattern_replace (GRegex     *pattern,
                              const char *text,
                              const char *content,
                              gsize       max_bytes);

G_END_DECLS
