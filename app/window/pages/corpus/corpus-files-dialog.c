/* corpus-files-dialog.c — a dialog in which the user assigns a role to each file of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each file initially has its detected role, with the reason and the first lines of the file below.
 * The open corpus is replaced only when the files are opened with the chosen roles.
 */

#include "app/window/pages/corpus/corpus-files-dialog.h"

#include <glib/gi18n.h>

#include "app/core/corpus/corpus-opener.h"
#include "app/window/pages/corpus/corpus-messages.h"
#include "app/window/pages/parts/tooltip.h"

#define TEMPLATE      "/org/heed/Heed/app/window/pages/corpus/corpus-files-dialog.ui"
#define FILE_NUMBER   "heed-file"
#define PREVIEW_CHARS 56

/**
 * HeedCorpusFilesDialog:
 *
 * Each file with what it is, to be chosen; why; its first lines.
 *
 * ## Keyboard
 *
 * Escape leaves everything as it was.
 *
 * ## Accessibility
 *
 * A dialog; each list has the name of its file.
 */
struct _HeedCorpusFilesDialog
{
  GtkWindow     parent_instance;

  GtkWidget    *files;
  GtkWidget    *problem;
  GtkWidget    *open;

  HeedCorpus   *corpus;
  GCancellable *detecting;  /* NULL unless the files are being inspected */
  GArray       *detected;   /* of HeedDetectedFile; NULL if not known yet */
  gboolean      is_open;    /* the files were opened with these roles */
};

G_DEFINE_FINAL_TYPE (HeedCorpusFilesDialog, heed_corpus_files_dialog, GTK_TYPE_WINDOW)

/* --- Words --------------------------------------------------------------- */

static const char *const role_titles[HEED_N_ROLES] = {
  [HEED_ROLE_NONE] = N_("not used"),
  [HEED_ROLE_SOURCE] = N_("source, one sentence per line"),
  [HEED_ROLE_TARGET] = N_("target, one sentence per line"),
  [HEED_ROLE_TABS] = N_("source, tab, target"),
  [HEED_ROLE_BARS] = N_("source ||| target"),
  [HEED_ROLE_CSV] = N_("CSV: source, target"),
  [HEED_ROLE_GOLD_FROM_0] = N_("gold links, the first word is 0"),
  [HEED_ROLE_GOLD_FROM_1] = N_("gold links, the first word is 1"),
  [HEED_ROLE_DUMP] = N_("attention of another program"),
  [HEED_ROLE_PROBABILITIES] = N_("probabilities of the links; below 0.5, a link is possible"),
};

static const char *
get_reason (HeedRoleReason reason)
{
  switch (reason)
    {
    case HEED_REASON_NONE:
      return _("All roles are already taken.");
    case HEED_REASON_ZERO:
      return _("Every line has links, some of them to word 0.");
    case HEED_REASON_NO_ZERO:
      return _("Every line has links, none of them to word 0.");
    case HEED_REASON_ROWS:
      return _("Every line is a link: sentence, source, target, from 1 (NAACL).");
    case HEED_REASON_SOURCE_LANGUAGE:
      return _("Its name contains the source language of the model.");
    case HEED_REASON_TARGET_LANGUAGE:
      return _("Its name contains the target language of the model.");
    case HEED_REASON_ORDER:
      return _("From the order in which the files were given.");
    case HEED_REASON_SEPARATOR:
      return _("Most lines contain a separator between the two sides.");
    case HEED_REASON_CSV:
      return _("Its name says so.");
    case HEED_REASON_DUMP:
      return _("It has the format in which other programs write attention; no model is used then.");
    case HEED_REASON_FRACTIONS:
      return _("Every line has numbers from 0 to 1, as awesome-align writes them beside links.");
    }

  g_return_val_if_reached ("");
}

static char *
dup_preview (const HeedDetectedFile *file)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < HEED_DETECTED_LINES && file->lines[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", file->lines[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- One file ------------------------------------------------------------ */

static HeedDetectedFile *
get_file (HeedCorpusFilesDialog *self,
          guint                  i)
{
  return &g_array_index (self->detected, HeedDetectedFile, i);
}

static void
say (HeedCorpusFilesDialog *self,
     const char            *problem)
{
  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

static void
check (HeedCorpusFilesDialog *self)
{
  g_auto(HeedCorpusRoles) roles = { 0 };
  g_autoptr(GError) error = NULL;
  gboolean is_right = heed_detected_files_find_roles (self->detected, &roles, &error);

  say (self, is_right ? NULL : error->message);
  gtk_widget_set_sensitive (self->open, is_right);
}

static void
part_chosen_cb (HeedCorpusFilesDialog *self,
                GParamSpec            *pspec,
                GtkDropDown           *list)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), FILE_NUMBER));

  get_file (self, i)->role = (HeedFileRole) gtk_drop_down_get_selected (list);
  check (self);
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), PREVIEW_CHARS);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_list (HeedCorpusFilesDialog *self,
          guint                  i,
          const char            *name)
{
  const char *titles[HEED_N_ROLES + 1] = { NULL };
  /* Translators: of a file */
  g_autofree char *label = g_strdup_printf (_("Role of %s"), name);
  GtkWidget *list;

  for (guint role = 0; role < HEED_N_ROLES; role++)
    titles[role] = _(role_titles[role]);

  list = gtk_drop_down_new_from_strings (titles);
  g_object_set_data (G_OBJECT (list), FILE_NUMBER, GUINT_TO_POINTER (i));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), get_file (self, i)->role);
  gtk_widget_set_sensitive (list, get_file (self, i)->problem == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (part_chosen_cb), self,
                           G_CONNECT_SWAPPED);

  return list;
}

static void
add_file (HeedCorpusFilesDialog *self,
          guint                  i)
{
  const HeedDetectedFile *file = get_file (self, i);
  g_autofree char *name = g_filename_display_basename (file->path);
  g_autofree char *preview = dup_preview (file);
  g_autofree char *count =
    g_strdup_printf (ngettext ("%'u line", "%'u lines", file->n_lines), file->n_lines);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = new_label (name, "heading");

  heed_tooltip_set (title, file->path);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), new_label (count, "muted"));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), new_list (self, i, name));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), new_label (file->problem != NULL ? file->problem->message
                                            : get_reason (file->reason),
                                            file->problem != NULL ? "remark" : "muted"));
  if (*preview != '\0')
    gtk_box_append (GTK_BOX (box), new_label (preview, "preview"));

  gtk_widget_add_css_class (box, "card");
  gtk_box_append (GTK_BOX (self->files), box);
}

/* --- Opening ------------------------------------------------------------- */

static gboolean
is_of_open (HeedCorpusFilesDialog *self,
            const char            *path)
{
  HeedCorpusFiles *files = heed_corpus_get_files (self->corpus);

  return files != NULL && g_strcmp0 (heed_corpus_files_get_path (files), path) == 0;
}

/* Shows the roles that the open corpus was read with. */
static void
take_open (HeedCorpusFilesDialog *self)
{
  for (guint i = 0; i < self->detected->len; i++)
    if (is_of_open (self, get_file (self, i)->path))
      {
        heed_detected_files_set_roles (self->detected, heed_corpus_get_files (self->corpus));
        return;
      }
}

static void
detected_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(HeedCorpusFilesDialog) self = user_data;
  GArray *detected = heed_corpus_opener_detect_finish (result, NULL);

  if (self->detecting == NULL || detected == NULL)
    {
      g_clear_pointer (&detected, g_array_unref);
      return;
    }

  g_clear_object (&self->detecting);
  self->detected = detected;
  if (self->is_open)
    take_open (self);
  for (guint i = 0; i < detected->len; i++)
    add_file (self, i);

  gtk_widget_set_sensitive (self->open, TRUE);
}

static void
open_cb (HeedCorpusFilesDialog *self)
{
  g_auto(HeedCorpusRoles) roles = { 0 };
  g_autoptr(GError) error = NULL;

  if (self->detected == NULL)
    return;

  if (heed_detected_files_find_roles (self->detected, &roles, &error))
    heed_corpus_reopen (self->corpus, &roles);
  else
    say (self, error->message);
}

static void
opened_cb (HeedCorpusFilesDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
failed_cb (HeedCorpusFilesDialog *self,
           const GError          *error)
{
  say (self, error->message);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_corpus_files_dialog_dispose (GObject *object)
{
  HeedCorpusFilesDialog *self = HEED_CORPUS_FILES_DIALOG (object);

  if (self->detecting != NULL)
    g_cancellable_cancel (self->detecting);
  g_clear_object (&self->detecting);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->corpus);

  G_OBJECT_CLASS (heed_corpus_files_dialog_parent_class)->dispose (object);
}

static void
heed_corpus_files_dialog_finalize (GObject *object)
{
  g_clear_pointer (&HEED_CORPUS_FILES_DIALOG (object)->detected, g_array_unref);

  G_OBJECT_CLASS (heed_corpus_files_dialog_parent_class)->finalize (object);
}

static void
heed_corpus_files_dialog_class_init (HeedCorpusFilesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_files_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_corpus_files_dialog_finalize;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusFilesDialog, files);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusFilesDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusFilesDialog, open);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
heed_corpus_files_dialog_init (HeedCorpusFilesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
detect (HeedCorpusFilesDialog *self)
{
  const HeedCorpusLanguages languages = heed_corpus_get_languages (self->corpus);
  const char *const *given = heed_corpus_get_requested_paths (self->corpus);

  if (given == NULL)
    return;

  self->detecting = g_cancellable_new ();
  heed_corpus_opener_detect_async (given, &languages, self->detecting, detected_cb,
                                   g_object_ref (self));
}

GtkWidget *
heed_corpus_files_dialog_new (GtkWindow    *parent,
                              HeedCorpus   *corpus,
                              const GError *problem)
{
  HeedCorpusFilesDialog *self =
    g_object_new (HEED_TYPE_CORPUS_FILES_DIALOG, "transient-for", parent, NULL);
  HeedCorpusFiles *files = heed_corpus_get_files (corpus);
  g_autofree char *wrong =
    files != NULL && problem == NULL ? heed_corpus_message_new_wrong (files) : NULL;

  self->corpus = g_object_ref (corpus);
  self->is_open = problem == NULL;
  if (problem != NULL)
    say (self, problem->message);
  g_signal_connect_object (corpus, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "open-failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  detect (self);
  if (wrong != NULL)
    say (self, wrong);

  return GTK_WIDGET (self);
}

gboolean
heed_corpus_files_dialog_is_ready (HeedCorpusFilesDialog *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_FILES_DIALOG (self), FALSE);

  return self->detected != NULL;
}

void
heed_corpus_files_dialog_show (GtkWidget    **dialog,
                               GtkWidget     *widget,
                               HeedCorpus    *corpus,
                               const GError  *problem)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (*dialog != NULL || !GTK_IS_WINDOW (root))
    return;

  *dialog = heed_corpus_files_dialog_new (GTK_WINDOW (root), corpus, problem);
  g_object_add_weak_pointer (G_OBJECT (*dialog), (gpointer *) dialog);
  gtk_window_present (GTK_WINDOW (*dialog));
}
