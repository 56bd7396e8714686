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

G_END_DECLS
