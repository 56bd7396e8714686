/* model-dialog.c — asking the user for a model's file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/models/model-dialog.h"

#include <glib/gi18n.h>

void
heed_model_dialog_show (GtkWidget          *widget,
                        HeedFileChosenFunc  chosen)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Open a Model"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  heed_file_dialog_add_filter (chooser, _("Models"),
                               "*.safetensors *.pt *.pth *.ckpt *.tar *.bin *.npz *.h5 *.hdf5 "
                               "*.keras *.argosmodel config.json");
  heed_file_dialog_add_filter (chooser, _("All files"), "*");
  heed_file_dialog_show (chooser, widget, chosen);
}
