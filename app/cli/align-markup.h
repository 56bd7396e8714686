/* align-markup.h — carries the tags of HTML lines over to the target along the links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/pair-blocks.h"
#include "app/core/markup/markup-text.h"

G_BEGIN_DECLS

/* Removes the tags from the sources of a block. Returns n_pairs HeedMarkupText,
 * NULL for a pair with a problem. */
GPtrArray *heed_align_markup_take    (HeedPairBlock         *block);

/* Returns one output line: the target with its tags, or with is_json an object that also gives, for
 * each tag, the links it followed. links is NULL if there is a problem. */
char      *heed_align_markup_dup_line (const HeedMarkupText *markup,
                                       const HeedPairLine   *pair,
                                       const HeedAlignment  *links,
                                       HeedMarkupRule        rule,
                                       gboolean              is_json);

/* "<b> lost, <i> split", for messages; NULL if every tag was carried over whole. */
char      *heed_align_markup_dup_flaws (const HeedMarkupText *markup,
                                        const HeedPairLine   *pair,
                                        const HeedAlignment  *links,
                                        HeedMarkupRule        rule);

gboolean   heed_align_markup_parse_rule (const char          *text,
                                         HeedMarkupRule      *rule,
                                         GError             **error);

G_END_DECLS
