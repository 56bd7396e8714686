/* remarks.c — texts about a sentence in the labels around its attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/remarks.h"

#include <glib/gi18n.h>

#include "app/window/document/document-decoding.h"
#include "app/window/pages/parts/measures.h"
#include "app/window/pages/parts/tooltip.h"
#include "ui/number-format.h"

static void
show (GtkWidget  *label,
      const char *text)
{
  gtk_widget_set_visible (label, text != NULL);
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);  /* may be ellipsized in a narrow window */
}

void
heed_remarks_show_unknown (GtkWidget    *label,
                           HeedDocument *document)
{
  g_autofree char *text = heed_measures_new_unknown_text (heed_document_get_translation (document));

  show (label, text);
}

void
heed_remarks_show_cut (GtkWidget    *label,
                       HeedDocument *document)
{
  HeedModel *model = heed_document_get_model (document);
  g_autofree char *text = NULL;

  /* A branch of a beam may end at any token without being cut off. */
  if (model != NULL && heed_document_get_state (document) == HEED_DOCUMENT_FINISHED &&
      heed_document_get_branch (document) == NULL)
    text = heed_measures_new_cut_text (heed_document_get_translation (document),
                                       heed_model_get_end_token (model));

  show (label, text);
}

void
heed_remarks_show_measures (GtkWidget         *label,
                            HeedDocument      *document,
                            const HeedWordMap *target)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  HeedModel *model = heed_document_get_model (document);
  int step = heed_document_view_get_step (heed_document_get_view (document));
  g_autofree char *text = NULL;
  g_autofree char *explanation = NULL;

  if (heed_document_get_state (document) != HEED_DOCUMENT_FINISHED || model == NULL)
    return;

  text = heed_measures_new_text (translation, model, target, step);
  explanation = heed_measures_new_explanation (translation, target, step);
  gtk_label_set_text (GTK_LABEL (label), text);
  heed_tooltip_set (label, explanation);
}

void
heed_remarks_show_hidden_mass (GtkWidget         *label,
                               const HeedShading *shading,
                               const HeedMatrix  *attention)
{
  g_autofree char *share = NULL;
  g_autofree char *text = NULL;

  if (attention != NULL && heed_shading_hides (shading))
    {
      share = heed_number_format_percent (heed_shading_get_hidden_mass (shading, attention));
      text = g_strdup_printf (_("hides %s of the mass"), share);
    }

  show (label, text);
}
