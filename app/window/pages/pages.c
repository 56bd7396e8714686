/* pages.c — the list of the pages of the window, in their order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages.h"

#include <glib/gi18n.h>

#include "app/window/pages/compare/compare-page.h"
#include "app/window/pages/corpus/corpus-page.h"
#include "app/window/pages/train/train-page.h"
#include "app/window/pages/translate/translate-page.h"

static const HeedPageInfo pages[] = {
  { "translate", N_("Translate"), heed_translate_page_new },
  { "compare", N_("Compare"), heed_compare_page_new },
  { "corpus", N_("Corpus"), heed_corpus_page_new },
  { "train", N_("Train"), heed_train_page_new },
};

/**
 * heed_pages_get:
 * @i: from 0
 *
 * Returns: (transfer none) (nullable): that page; %NULL if @i is out of range
 */
const HeedPageInfo *
heed_pages_get (guint i)
{
  return i < G_N_ELEMENTS (pages) ? &pages[i] : NULL;
}
