using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using ReleaseKit.Core.Versions.Maven;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// A version of Maven: numbers and words between dots and hyphens, beginning with a number. The order is that of Maven 3.8's
/// <c>ComparableVersion</c>: <c>alpha</c>, <c>beta</c>, <c>milestone</c>, <c>rc</c> and <c>snapshot</c> come before the
/// release, every other word after it. Equality is that of the order, so that 1.0 is 1.0.0.
/// </summary>
public sealed class MavenVersion : IComparable<MavenVersion>, IEquatable<MavenVersion>
{
    private const int MaxLength = 256;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create(".0123456789");

    private readonly string _text;
    private readonly ListItem _items;

    private MavenVersion(string text)
    {
        _text = text;
        _items = new VersionReader(text).Read();
        var length = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        var numbers = (length < 0 ? text : text[..length]).Split('.', StringSplitOptions.RemoveEmptyEntries);
        Numbers = [.. numbers.Select(number => BigInteger.Parse(number))];
        Qualifier = length < 0 ? "" : text[length..].TrimStart('-');
    }

    /// <summary>The numbers that the version begins with, at least one.</summary>
    public ImmutableArray<BigInteger> Numbers { get; }

    /// <summary>What follows the numbers, without the hyphen before it: <c>rc-1</c>, <c>SNAPSHOT</c>; empty for a plain release.</summary>
    public string Qualifier { get; }

    /// <summary>Whether the version comes before the release that its numbers name.</summary>
    public bool IsPrerelease => Qualifier.Length > 0 && CompareTo(new MavenVersion(string.Join('.', Numbers))) < 0;

    /// <summary>The shortest form that is equal in order, as Maven prints it: <c>1-rc-1</c> for 1.0.0-RC1.</summary>
    public string Canonical => _items.ToString();

    /// <summary>Reads a version.</summary>
    /// <exception cref="FormatException">The text is no Maven version.</exception>
    public static MavenVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a Maven version, such as 1.2.3 or 1.2.3-rc.1.");

    /// <summary>
    /// Like <see cref="Parse"/>, answering false instead of throwing. Unlike Maven, which takes any text for a version, words
    /// alone, blanks, property references and what repositories cannot hold as a file name are refused.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MavenVersion? version)
    {
        version = text is { Length: > 0 and <= MaxLength } && char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+')
            ? new MavenVersion(text)
            : null;
        return version is not null;
    }

    /// <summary>
    /// The next release with three numbers. A prerelease whose numbers already are at that level is completed: 1.2.0-SNAPSHOT
    /// raised by minor is 1.2.0; <see cref="BumpLevel.None"/> gives the version itself.
    /// </summary>
    public MavenVersion Bump(BumpLevel level)
    {
        var (major, minor, patch) = (At(0), At(1), At(2));
        var completes = IsPrerelease && Numbers.Skip(3).All(number => number.IsZero);
        return level switch
        {
            BumpLevel.Major => Release(completes && minor.IsZero && patch.IsZero ? major : major + 1, 0, 0),
            BumpLevel.Minor => Release(major, completes && patch.IsZero ? minor : minor + 1, 0),
            BumpLevel.Patch => Release(major, minor, completes ? patch : patch + 1),
            _ => this,
        };
    }

    /// <inheritdoc/>
    public int CompareTo(MavenVersion? other) => other is null ? 1 : _items.CompareTo(other._items);

    /// <inheritdoc/>
    public bool Equals(MavenVersion? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MavenVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    /// <summary>As written.</summary>
    public override string ToString() => _text;

    /// <summary>The number at an index; 0 beyond the written ones.</summary>
    internal BigInteger At(int index) => index < Numbers.Length ? Numbers[index] : BigInteger.Zero;

    /// <summary>A release of three numbers.</summary>
    internal static MavenVersion Release(BigInteger major, BigInteger minor, BigInteger patch) => new($"{major}.{minor}.{patch}");

    /// <summary>Comes before.</summary>
    public static bool operator <(MavenVersion left, MavenVersion right) => left.CompareTo(right) < 0;

    /// <summary>Comes before, or is equal in order.</summary>
    public static bool operator <=(MavenVersion left, MavenVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Comes after.</summary>
    public static bool operator >(MavenVersion left, MavenVersion right) => left.CompareTo(right) > 0;

    /// <summary>Comes after, or is equal in order.</summary>
    public static bool operator >=(MavenVersion left, MavenVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Equal in order.</summary>
    public static bool operator ==(MavenVersion? left, MavenVersion? right) => left?.Equals(right) ?? right is null;

    /// <summary>Not equal in order.</summary>
    public static bool operator !=(MavenVersion? left, MavenVersion? right) => !(left == right);
}
