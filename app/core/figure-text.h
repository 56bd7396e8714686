/* figure-text.h — an attention as text of one kind or another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/figure.h"

G_BEGIN_DECLS

/* A row of what is looked at, then one for each token that looks. */
char *heed_figure_to_csv  (const HeedFigure *figure);
char *heed_figure_to_tsv  (const HeedFigure *figure);

/* As heed-cli attend writes it, of the attention that is looked at. */
char *heed_figure_to_json (const HeedFigure *figure);

/* A page that needs nothing else and asks nobody: numbers under the pointer and where
 * the arrow keys are. */
char *heed_figure_to_html (const HeedFigure *figure);

/* A document with a TikZ picture. */
char *heed_figure_to_tex  (const HeedFigure *figure);

G_END_DECLS
