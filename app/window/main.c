/* main.c — starts the window
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything is drawn by Cairo anyway. Without a graphics card, initialising GL takes
 * half of the start-up time and most of the memory, and adds a frame of latency; with
 * one it gains nothing here. So GL is off unless the environment turns it on.
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "app/core/corpus/large-blocks.h"
#include "app/core/files/standard-files.h"
#include "app/window/application.h"

#define LOCALES_VARIABLE "HEED_LOCALES"

static void
set_up_translations (void)
{
  const char *folder = g_getenv (LOCALES_VARIABLE);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && *folder != '\0' ? folder : HEED_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(HeedApplication) application = NULL;

  heed_large_blocks_give_back ();
  heed_standard_files_open ();
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  set_up_translations ();
  g_set_application_name ("Heed");
  application = heed_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
