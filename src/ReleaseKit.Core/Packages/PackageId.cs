namespace ReleaseKit.Core.Packages;

/// <summary>Names a package across ecosystems, written <c>ecosystem:name</c>, such as <c>npm:@acme/core</c>.</summary>
public readonly record struct PackageId(string Ecosystem, string Name) : IComparable<PackageId>
{
    /// <summary>Reads <c>ecosystem:name</c>; the name may hold further colons.</summary>
    /// <exception cref="FormatException">There is no colon, or one side of it is empty.</exception>
    public static PackageId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1
            ? new PackageId(text[..colon], text[(colon + 1)..])
            : throw new FormatException($"'{text}' is not a package id of the form ecosystem:name.");
    }

    /// <summary>Ordinal order of the written form's two parts.</summary>
    public int CompareTo(PackageId other)
    {
        var byEcosystem = string.CompareOrdinal(Ecosystem, other.Ecosystem);
        return byEcosystem != 0 ? byEcosystem : string.CompareOrdinal(Name, other.Name);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Ecosystem}:{Name}";

    /// <summary>Orders before.</summary>
    public static bool operator <(PackageId left, PackageId right) => left.CompareTo(right) < 0;

    /// <summary>Orders before or equal.</summary>
    public static bool operator <=(PackageId left, PackageId right) => left.CompareTo(right) <= 0;

    /// <summary>Orders after.</summary>
    public static bool operator >(PackageId left, PackageId right) => left.CompareTo(right) > 0;

    /// <summary>Orders after or equal.</summary>
    public static bool operator >=(PackageId left, PackageId right) => left.CompareTo(right) >= 0;
}
