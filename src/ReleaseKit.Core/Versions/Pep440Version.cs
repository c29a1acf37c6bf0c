using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// A version of PEP 440: epoch, release numbers, prerelease, post-release, development release and local label. Every
/// spelling the specification accepts is read; <see cref="ToString"/> gives the normal form. Equality is that of the normal
/// form; <see cref="CompareTo"/> is the specification's order, in which 1.0 and 1.0.0 are equal.
/// </summary>
public sealed partial record Pep440Version : IComparable<Pep440Version>
{
    private Pep440Version()
    {
    }

    /// <summary>The number before <c>!</c>; 0 when there is none.</summary>
    public BigInteger Epoch { get; private init; }

    /// <summary>The release numbers as written, at least one.</summary>
    public ImmutableArray<BigInteger> Release { get; private init; }

    /// <summary>The prerelease phase, <c>a</c>, <c>b</c> or <c>rc</c>; null when there is none.</summary>
    public string? Phase { get; internal init; }

    /// <summary>The number after <see cref="Phase"/>; 0 when there is no phase.</summary>
    public BigInteger PhaseNumber { get; internal init; }

    /// <summary>The post-release number; null when there is none.</summary>
    public BigInteger? Post { get; internal init; }

    /// <summary>The development release number; null when there is none.</summary>
    public BigInteger? Dev { get; internal init; }

    /// <summary>The local label in normal form; empty when there is none.</summary>
    public string Local { get; private init; } = "";

    /// <summary>Whether this is a prerelease or a development release.</summary>
    public bool IsPrerelease => Phase is not null || Dev is not null;

    /// <summary>Reads a version in any accepted spelling, with blanks around it.</summary>
    /// <exception cref="FormatException">The text is no PEP 440 version.</exception>
    public static Pep440Version Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a PEP 440 version, such as 1.2.3, 1.2.3rc1 or 1.2.3.post1.");

    /// <summary>Like <see cref="Parse"/>, answering false instead of throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Pep440Version? version)
    {
        version = null;
        if (text is null || Grammar().Match(AsciiLower(text.Trim())) is not { Success: true } match)
        {
            return false;
        }

        var phase = match.Groups["pre_l"];
        version = new Pep440Version
        {
            Epoch = Number(match.Groups["epoch"]),
            Release = [.. match.Groups["release"].Value.Split('.').Select(Parsed)],
            Phase = phase.Success ? NormalPhase(phase.Value) : null,
            PhaseNumber = Number(match.Groups["pre_n"]),
            Post = match.Groups["post"].Success ? Number(match.Groups["post_n1"]) + Number(match.Groups["post_n2"]) : null,
            Dev = match.Groups["dev"].Success ? Number(match.Groups["dev_n"]) : null,
            Local = NormalLocal(match.Groups["local"].Value),
        };
        return true;
    }

    /// <summary>
    /// The next stable version with three release numbers, epoch kept. A prerelease whose numbers already are at that level
    /// is completed: 1.2.0rc1 raised by minor is 1.2.0; <see cref="BumpLevel.None"/> gives the version itself.
    /// </summary>
    public Pep440Version Bump(BumpLevel level)
    {
        var (major, minor, patch) = (At(0), At(1), At(2));
        var completes = (Phase is not null || (Dev is not null && Post is null)) && Release.Skip(3).All(n => n.IsZero);
        return level switch
        {
            BumpLevel.Major => Stable(completes && minor.IsZero && patch.IsZero ? major : major + 1, 0, 0),
            BumpLevel.Minor => Stable(major, completes && patch.IsZero ? minor : minor + 1, 0),
            BumpLevel.Patch => Stable(major, minor, completes ? patch : patch + 1),
            _ => this,
        };
    }

    /// <summary>The order of the specification: development, prerelease, final, post; local labels after their public version.</summary>
    public int CompareTo(Pep440Version? other) => Pep440.Precedence.Compare(this, other);

    /// <inheritdoc/>
    public bool Equals(Pep440Version? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>The normal form, such as <c>1!1.2.3rc1.post2.dev3+local.4</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(WithRelease(Release));
        _ = Phase is null ? text : text.Append(Phase).Append(PhaseNumber);
        _ = Post is null ? text : text.Append(".post").Append(Post);
        _ = Dev is null ? text : text.Append(".dev").Append(Dev);
        return (Local.Length == 0 ? text : text.Append('+').Append(Local)).ToString();
    }

    /// <summary>Comes before.</summary>
    public static bool operator <(Pep440Version left, Pep440Version right) => left.CompareTo(right) < 0;

    /// <summary>Comes before, or is equal in order.</summary>
    public static bool operator <=(Pep440Version left, Pep440Version right) => left.CompareTo(right) <= 0;

    /// <summary>Comes after.</summary>
    public static bool operator >(Pep440Version left, Pep440Version right) => left.CompareTo(right) > 0;

    /// <summary>Comes after, or is equal in order.</summary>
    public static bool operator >=(Pep440Version left, Pep440Version right) => left.CompareTo(right) >= 0;

    /// <summary>The release number at an index; 0 beyond the written ones.</summary>
    internal BigInteger At(int index) => index < Release.Length ? Release[index] : BigInteger.Zero;

    /// <summary>The same version without its local label.</summary>
    internal Pep440Version Public => this with { Local = "" };

    /// <summary>Epoch and release alone.</summary>
    internal Pep440Version Base => new() { Epoch = Epoch, Release = Release };

    /// <summary>What comes before every prerelease of this version.</summary>
    internal Pep440Version FirstPrerelease => this with { Dev = BigInteger.Zero, Local = "" };

    /// <summary>The same epoch with other release numbers.</summary>
    internal Pep440Version Stable(params ImmutableArray<BigInteger> release) => new() { Epoch = Epoch, Release = release };

    /// <summary>
    /// This version with that many release numbers where the others are 0, in full otherwise; the local label is left out.
    /// </summary>
    internal string WriteLike(int count)
    {
        var shorter = Release.Skip(count).All(n => n.IsZero);
        var release = Enumerable.Range(0, shorter ? count : Math.Max(count, Release.Length)).Select(At);
        return (this with { Release = [.. release], Local = "" }).ToString();
    }

    private string WithRelease(ImmutableArray<BigInteger> release) =>
        (Epoch.IsZero ? "" : $"{Epoch}!") + string.Join('.', release);

    private static string NormalPhase(string phase) => phase switch
    {
        "a" or "alpha" => "a",
        "b" or "beta" => "b",
        _ => "rc",
    };

    private static string NormalLocal(string local) => string.Join('.', local.Split('.', '-', '_')
        .Select(part => part.Length > 0 && part.All(char.IsAsciiDigit) ? Parsed(part).ToString() : part));

    private static BigInteger Number(Group group) => group.Success ? Parsed(group.Value) : BigInteger.Zero;

    private static BigInteger Parsed(string digits) => BigInteger.Parse(digits);

    private static string AsciiLower(string text) => string.Create(text.Length, text, (buffer, source) =>
    {
        // Only ASCII: a Kelvin sign is no k and a dotted capital I is no i.
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        }
    });

    [GeneratedRegex(
        """
        \A v? (?:(?<epoch>[0-9]+)!)? (?<release>[0-9]+(?:\.[0-9]+)*)
        (?<pre>[-_.]?(?<pre_l>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pre_n>[0-9]+)?)?
        (?<post>-(?<post_n1>[0-9]+)|[-_.]?(?<post_l>post|rev|r)[-_.]?(?<post_n2>[0-9]+)?)?
        (?<dev>[-_.]?dev[-_.]?(?<dev_n>[0-9]+)?)?
        (?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))? \z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
