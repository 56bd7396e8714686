/* align-markup.h — lines of HTML whose tags go where the links lead
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/pair-blocks.h"
#include "app/core/markup-text.h"

G_BEGIN_DECLS

/* Takes the tags out of the sources of a block; n_pairs of HeedMarkupText, NULL where there
 * is a problem. */
GPtrArray *heed_align_markup_take    (HeedPairBlock         *block);

/* What became of them, as a line: the target with tags, or with is_json an object that also
 * says which links brought each tag where. links NULL: there is a problem. */
char      *heed_align_markup_dup_line (const HeedMarkupText *markup,
                                       const HeedPairLine   *pair,
                                       const HeedAlignment  *links,
                                       HeedMarkupRule        rule,
                                       gboolean              is_json);

/* "<b> lost, <i> split" for a person; NULL: every tag was carried over whole. */
char      *heed_align_markup_dup_flaws (const HeedMarkupText *markup,
                                        const HeedPairLine   *pair,
                                        const HeedAlignment  *links,
                                        HeedMarkupRule        rule);

gboolean   heed_align_markup_parse_rule (const char          *text,
                                         HeedMarkupRule      *rule,
                                         GError             **error);

G_END_DECLS
