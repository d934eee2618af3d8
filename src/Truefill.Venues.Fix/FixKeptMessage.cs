using System.Collections.Generic;

namespace Truefill.Venues.Fix;

/// <summary>What a kept message of a venue says.</summary>
/// <param name="MsgType">MsgType(35); empty where the message cannot be read that far.</param>
/// <param name="Reports">
/// The report and its further charges, or the one that says what is wrong with the message. Empty: it is of a type that
/// means something within its session only, or of a drop copy and no execution.
/// </param>
/// <param name="IsOfSession">Its CompIDs are those of the session that it was read for.</param>
public sealed record FixKeptMessage(string MsgType, IReadOnlyList<VenueReport> Reports, bool IsOfSession);
