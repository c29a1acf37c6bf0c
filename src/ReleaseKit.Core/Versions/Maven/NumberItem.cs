using System.Numerics;

namespace ReleaseKit.Core.Versions.Maven;

/// <summary>A number of any length.</summary>
internal sealed record NumberItem(BigInteger Value) : VersionItem
{
    public override bool IsNull => Value.IsZero;

    public override int CompareTo(VersionItem? other) => other switch
    {
        null => Value.IsZero ? 0 : 1,
        NumberItem number => Value.CompareTo(number.Value),
        _ => 1,
    };

    public override string ToString() => Value.ToString();
}
