"use client"

import dynamic from "next/dynamic"

// Loaded with the lists of callers only: a ticket's page, which is opened with a customer on the phone, goes without.

export const MissedPane = dynamic(() => import("./missed-pane").then((file) => file.MissedPane))

export const MissedDetails = dynamic(() => import("./missed-details").then((file) => file.MissedDetails))
