/* figure-text.h — a figure of an attention in the text formats: tables, JSON, HTML and TeX
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/figures/figure.h"

G_BEGIN_DECLS

/* A header row with the keys, then one row for each query token. */
char *heed_figure_to_csv  (const HeedFigure *figure);
char *heed_figure_to_tsv  (const HeedFigure *figure);

/* In the format of heed-cli attend, with the displayed attention only. */
char *heed_figure_to_json (const HeedFigure *figure);

/* A self-contained page that makes no requests; it shows the weight of the cell under the
 * pointer or selected with the arrow keys. */
char *heed_figure_to_html (const HeedFigure *figure);

/* A document with a TikZ picture. */
char *heed_figure_to_tex  (const HeedFigure *figure);

G_END_DECLS
