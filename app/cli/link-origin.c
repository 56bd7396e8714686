/* link-origin.c — detects links that seem to count words from 1
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gold links of some corpora do. Without a warning they would be scored silently, each one word too
 * far. Among links that count from 0, some have word 0, unless there are very few links.
 */

#include "app/cli/link-origin.h"

#include "app/cli/output.h"

/**
 * heed_link_origin_note:
 * @links: the parsed links of one sentence
 */
void
heed_link_origin_note (HeedLinkOrigin      *origin,
                       const HeedAlignment *links)
{
  origin->n_links += links->n_links;

  for (guint i = 0; i < links->n_links && !origin->has_first; i++)
    origin->has_first = links->links[i].source == 0 || links->links[i].target == 0;
}

/**
 * heed_link_origin_warn:
 * @option: the option that gave the links; the message recommends its variant with "-one-based"
 * @other: the links that they are compared with
 */
void
heed_link_origin_warn (const HeedLinkOrigin *origin,
                       const char           *option,
                       const HeedLinkOrigin *other)
{
  g_autofree char *message = NULL;

  if (origin->n_links == 0 || origin->has_first || !other->has_first)
    return;

  message = g_strdup_printf (
    "%s: no link uses position 0; if its words count from 1, say %s-one-based", option, option);
  heed_output_warn (message);
}
