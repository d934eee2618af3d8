namespace Truefill.Domain.Names;

/// <summary>
/// The configuration names a venue or an account no more. Its books and its history stay; it takes no new orders and is
/// nobody's default until it is defined again.
/// </summary>
/// <param name="Kind">Venue or Account.</param>
public readonly record struct NameRetired(NameKind Kind, int Handle);
