/* integrity-badge.c — the result of the integrity checks of the displayed attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/integrity-badge.h"

#include <glib/gi18n.h>

#include "app/window/pages/parts/tooltip.h"
#include "ui/number-format.h"

/**
 * heed_integrity_badge_new_text:
 *
 * Returns: (transfer full): "✓ 16 tokens: each row sums to 1"
 */
char *
heed_integrity_badge_new_text (const HeedAttentionFault *fault,
                               const HeedAttentionClaim *claim)
{
  g_autofree char *found = heed_number_format_weight (fault->found);

  switch (fault->kind)
    {
    case HEED_FAULT_NONE:
      break;

    case HEED_FAULT_ROWS:
      return g_strdup_printf (_("✗ %.0f rows for %.0f tokens"), fault->found, fault->expected);

    case HEED_FAULT_COLUMNS:
      return g_strdup_printf (_("✗ %.0f columns for %.0f tokens"), fault->found, fault->expected);

    case HEED_FAULT_NUMBER:
      return g_strdup_printf (_("✗ row %u, column %u is no weight: %s"), fault->row + 1,
                              fault->column + 1, found);

    case HEED_FAULT_PADDING:
      return g_strdup_printf (_("✗ row %u attends to padding, in column %u: %s"), fault->row + 1,
                              fault->column + 1, found);

    case HEED_FAULT_UNREADABLE:
      return g_strdup_printf (_("✗ row %u attends to column %u, which is masked: %s"),
                              fault->row + 1, fault->column + 1, found);

    case HEED_FAULT_SUM:
      return g_strdup_printf (_("✗ row %u sums to %s"), fault->row + 1, found);
    }

  return g_strdup_printf (
    ngettext ("✓ %u token: its row sums to 1", "✓ %u tokens: each row sums to 1", claim->n_rows),
    claim->n_rows);
}

static const char *
get_meaning (HeedAttentionFaultKind kind)
{
  switch (kind)
    {
    case HEED_FAULT_NONE:
      break;

    case HEED_FAULT_ROWS:
      return _("There should be one row for each emitted token, including the end token. Rows and "
               "words do not match as drawn.");

    case HEED_FAULT_COLUMNS:
      return _("There should be one column for each token read; more columns are padding. Columns "
               "and words do not match as drawn.");

    case HEED_FAULT_NUMBER:
      return _("A weight is a number from 0 to 1. The model or its file is damaged.");

    case HEED_FAULT_PADDING:
      return _("No weight should fall on padding, which only makes sentences equally long. The "
               "model reads it as part of the sentence.");

    case HEED_FAULT_UNREADABLE:
      return _("No weight should fall on a token that is hidden or not written yet. The model has "
               "seen what it must not see.");

    case HEED_FAULT_SUM:
      return _("The weights of a row should sum to 1, within 0.0001. Some of the attention is "
               "missing or counted twice.");
    }

  return _("Checked: each row sums to 1; there is one row for each emitted token and one column "
           "for each token read; no weight falls on padding, hidden tokens or the future.");
}

void
heed_integrity_badge_show (GtkWidget                *label,
                           const HeedMatrix         *attention,
                           const HeedAttentionClaim *claim)
{
  HeedAttentionFault fault;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (label, attention != NULL);
  if (attention == NULL)
    return;

  fault = heed_attention_check (attention, claim);
  text = heed_integrity_badge_new_text (&fault, claim);
  gtk_label_set_text (GTK_LABEL (label), text);
  heed_tooltip_set (label, get_meaning (fault.kind));

  if (fault.kind == HEED_FAULT_NONE)
    {
      gtk_widget_remove_css_class (label, "wrong");
      gtk_widget_add_css_class (label, "muted");
    }
  else
    {
      gtk_widget_remove_css_class (label, "muted");
      gtk_widget_add_css_class (label, "wrong");
    }
}
