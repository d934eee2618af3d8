using System.Collections.Generic;

namespace Truefill.Engine.Inputs;

/// <summary>
/// Which venues and accounts the configuration has, all of them. Others that were defined before take no new orders any
/// more and are nobody's default.
/// </summary>
public sealed record DefineNames(IReadOnlyList<string> Venues, IReadOnlyList<string> Accounts);
