/* file-button.c — a button that chooses a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/file-button.h"

#include <glib/gi18n.h>

#include "app/window/desktop/file-dialog.h"

#define SPACING_PX 4

/**
 * HeedFileButton:
 *
 * The name of the file, or a prompt; and, if the file is optional, a button to clear
 * it.
 *
 * ## CSS nodes
 *
 * One node named `filebutton`.
 *
 * ## Accessibility
 *
 * A group of buttons, the first labelled with the file.
 */
struct _HeedFileButton
{
  GtkWidget  parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *clear;

  char      *title;        /* title of the dialog */
  char      *prompt;       /* displayed without a file */
  gboolean   is_optional;
  char      *path;         /* or NULL */
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_PROMPT,
  PROP_IS_OPTIONAL,
  N_PROPS
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedFileButton, heed_file_button, GTK_TYPE_WIDGET)

static void
show_path (HeedFileButton *self)
{
  g_autofree char *name = self->path != NULL ? g_filename_display_basename (self->path) : NULL;
  g_autofree char *tooltip = self->path != NULL ? g_filename_display_name (self->path) : NULL;

  gtk_label_set_text (GTK_LABEL (self->label), name != NULL ? name : self->prompt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : self->prompt, -1);
  gtk_widget_set_tooltip_text (self->button, tooltip != NULL ? tooltip : self->title);
  gtk_widget_set_visible (self->clear, self->is_optional && self->path != NULL);
}

static void
clicked_cb (HeedFileButton *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (self->title, window, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  heed_file_dialog_show (chooser, GTK_WIDGET (self),
                         (HeedFileChosenFunc) heed_file_button_set_path);
}

static void
clear_clicked_cb (HeedFileButton *self)
{
  gtk_widget_grab_focus (self->button);
  heed_file_button_set_path (self, NULL);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_file_button_dispose (GObject *object)
{
  HeedFileButton *self = HEED_FILE_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->clear, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_file_button_parent_class)->dispose (object);
}

static void
heed_file_button_finalize (GObject *object)
{
  HeedFileButton *self = HEED_FILE_BUTTON (object);

  g_free (self->title);
  g_free (self->prompt);
  g_free (self->path);

  G_OBJECT_CLASS (heed_file_button_parent_class)->finalize (object);
}

static void
heed_file_button_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  HeedFileButton *self = HEED_FILE_BUTTON (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      break;

    case PROP_PROMPT:
      g_free (self->prompt);
      self->prompt = g_value_dup_string (value);
      break;

    case PROP_IS_OPTIONAL:
      self->is_optional = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_file_button_constructed (GObject *object)
{
  G_OBJECT_CLASS (heed_file_button_parent_class)->constructed (object);

  show_path (HEED_FILE_BUTTON (object));
}

static void
heed_file_button_class_init (HeedFileButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = heed_file_button_constructed;
  object_class->dispose = heed_file_button_dispose;
  object_class->finalize = heed_file_button_finalize;
  object_class->set_property = heed_file_button_set_property;

  /**
   * HeedFileButton:title:
   *
   * The translated title of the dialog.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);

  /**
   * HeedFileButton:prompt:
   *
   * The text of the button while no file is chosen.
   */
  properties[PROP_PROMPT] = g_param_spec_string ("prompt", NULL, NULL, "", flags);

  /**
   * HeedFileButton:is-optional:
   *
   * Whether the file can be cleared.
   */
  properties[PROP_IS_OPTIONAL] = g_param_spec_boolean ("is-optional", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedFileButton::changed:
   *
   * Another file was chosen, or the file was cleared.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HEED_TYPE_FILE_BUTTON, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filebutton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_file_button_init (HeedFileButton *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING_PX);

  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);

  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), self->label);
  gtk_widget_set_hexpand (self->button, TRUE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);

  self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_tooltip_text (self->clear, _("Do without this file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Do without this file"), -1);
  gtk_widget_set_parent (self->clear, GTK_WIDGET (self));
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_clicked_cb), self);
}

const char *
heed_file_button_get_path (HeedFileButton *self)
{
  g_return_val_if_fail (HEED_IS_FILE_BUTTON (self), NULL);

  return self->path;
}

/**
 * heed_file_button_set_path:
 * @path: (nullable): the file; %NULL for none
 */
void
heed_file_button_set_path (HeedFileButton *self,
                           const char     *path)
{
  g_return_if_fail (HEED_IS_FILE_BUTTON (self));

  g_free (self->path);
  self->path = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  show_path (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
