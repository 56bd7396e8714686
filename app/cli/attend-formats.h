/* attend-formats.h — output formats of a decoded sentence: JSON, CSV, and text for reading
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/attend-record.h"

G_BEGIN_DECLS

/* Every format appends whole lines to out. fail() writes a line that could not be decoded; its text
 * is NULL if the line was not valid text. */
typedef struct {
  void (*begin) (GString                *out);
  void (*write) (GString                *out,
                 const HeedAttendRecord *record);
  void (*fail)  (GString                *out,
                 guint64                 number,
                 const char             *text,
                 const char             *problem);
} HeedAttendFormat;

extern const HeedAttendFormat heed_attend_json;
extern const HeedAttendFormat heed_attend_csv;
extern const HeedAttendFormat heed_attend_text;
extern const HeedAttendFormat heed_attend_color;  /* text, for a terminal */

G_END_DECLS
