/* token-focus.c — the focused token of two sentences, independent of any widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A heatmap selects a cell, which is a token of either sentence. Where sentences are drawn as text,
 * only one of the two tokens has the focus at a time.
 */

#include "ui/token-focus.h"

void
heed_token_focus_init (HeedTokenFocus *focus)
{
  *focus = (HeedTokenFocus) {
    .selected_row = -1,
    .selected_column = -1,
    .is_at_row = TRUE,
    .hover = { FALSE, -1 },
  };
}

static HeedPlace
get_selected (const HeedTokenFocus *focus)
{
  return (HeedPlace) { focus->is_at_row,
                       focus->is_at_row ? focus->selected_row : focus->selected_column };
}

HeedPlace
heed_token_focus_get (const HeedTokenFocus *focus)
{
  return focus->hover.index >= 0 ? focus->hover : get_selected (focus);
}

gboolean
heed_token_focus_hover (HeedTokenFocus *focus,
                        HeedPlace       place)
{
  if (focus->hover.is_row == place.is_row && focus->hover.index == place.index)
    return FALSE;

  focus->hover = place;

  return TRUE;
}

gboolean
heed_token_focus_select (HeedTokenFocus *focus,
                         int             row,
                         int             column)
{
  if (focus->selected_row == row && focus->selected_column == column)
    return FALSE;

  focus->selected_row = row;
  focus->selected_column = column;
  if (column < 0)
    focus->is_at_row = TRUE;

  return TRUE;
}

void
heed_token_focus_choose (HeedTokenFocus *focus,
                         HeedPlace       place)
{
  focus->is_at_row = place.is_row;
  if (place.is_row)
    focus->selected_row = place.index;
  else
    focus->selected_column = place.index;
}

HeedPlace
heed_token_focus_walk (const HeedTokenFocus *focus,
                       const HeedMatrix     *weights,
                       int                   by)
{
  HeedPlace place = get_selected (focus);

  if (weights == NULL)
    return (HeedPlace) { FALSE, -1 };

  place.index = CLAMP (place.index + by, 0,
                       (int) (place.is_row ? weights->n_rows : weights->n_columns) - 1);

  return place;
}

HeedPlace
heed_token_focus_cross (const HeedTokenFocus *focus,
                        const HeedMatrix     *weights,
                        gboolean              to_row)
{
  g_autoptr(GArray) partners = NULL;

  if (weights == NULL || focus->is_at_row == to_row)
    return (HeedPlace) { FALSE, -1 };

  partners = heed_partners_find (weights, get_selected (focus), 0.0);

  return (HeedPlace) {
    to_row, partners->len > 0 ? (int) g_array_index (partners, HeedPartner, 0).index : 0
  };
}
