/* startup-heed.c — Heed with its default model and a sentence, for bench-startup
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../app/find-widget.h"
#include "app/window/application.h"
#include "app/window/document/document.h"
#include "app/window/pages/translate/translate-page.h"
#include "startup-clock.h"
#include "ui/heatmap.h"

static gboolean
has_model (GtkWidget *window)
{
  g_autoptr(HeedDocument) document = NULL;

  g_object_get (find_widget (window, HEED_TYPE_TRANSLATE_PAGE), "document", &document, NULL);

  return heed_document_get_model (document) != NULL;
}

static void
painted_cb (GtkWidget *window)
{
  HeedHeatmap *heatmap = HEED_HEATMAP (find_widget (window, HEED_TYPE_HEATMAP));

  startup_clock_note_first_frame ();

  if (has_model (window))
    startup_clock_note_model ();

  if (heed_heatmap_get_matrix (heatmap) != NULL)
    startup_clock_finish ();
}

static void
window_added_cb (GtkApplication *application,
                 GtkWidget      *window)
{
  startup_clock_watch (window, G_CALLBACK (painted_cb));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(HeedApplication) application = NULL;
  char *arguments[] = { argv[0], (char *) "--sentence", (char *) "I would like a cup of tea.",
                        NULL };

  g_return_val_if_fail (argc == 2, 2);

  startup_clock_begin (argv[1]);
  application = heed_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);

  return g_application_run (G_APPLICATION (application), 3, arguments);
}
