using ReleaseKit.Core.Versions;

namespace ReleaseKit.Ruby;

/// <summary>Gem versions of three numbers, with requirements such as <c>~&gt; 1.2</c> and <c>&gt;= 1.2.0</c>. Prereleases, which gems write without a hyphen, are left out.</summary>
public sealed class GemVersionScheme : IVersionScheme
{
    private readonly SemanticVersionScheme _numbers = new();

    /// <inheritdoc/>
    public string Name => "gem";

    /// <inheritdoc/>
    public bool IsValid(string version) => Version.TryParse(version, out var parsed) && parsed.Build >= 0 && parsed.Revision < 0;

    /// <inheritdoc/>
    public bool IsPrerelease(string version) => false;

    /// <inheritdoc/>
    public bool IsInitialDevelopment(string version) => _numbers.IsInitialDevelopment(version);

    /// <inheritdoc/>
    public int Compare(string left, string right) => _numbers.Compare(left, right);

    /// <inheritdoc/>
    public string Bump(string version, BumpLevel level) => _numbers.Bump(version, level);

    /// <inheritdoc/>
    public bool HasChannel(string channel) => false;

    /// <inheritdoc/>
    public string Exactly(string version) => "= " + version;

    /// <inheritdoc/>
    public bool? Satisfies(string version, string range)
    {
        if (range.Length == 0)
        {
            return true;
        }

        var (operation, numbers) = Split(range);
        if (!IsValid(version) || !Version.TryParse(Full(numbers), out var bound))
        {
            return null;
        }

        var tried = Version.Parse(version);
        return operation switch
        {
            "=" => tried == bound,
            ">=" => tried >= bound,
            "~>" => tried >= bound && (numbers.Count(c => c == '.') >= 2 ? tried.Major == bound.Major && tried.Minor == bound.Minor : tried.Major == bound.Major),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public string MoveRange(string range, string version)
    {
        if (Satisfies(version, range) != false && Split(range).Operation != "~>")
        {
            return range;
        }

        var (operation, numbers) = Split(range);
        var moved = string.Join('.', version.Split('.').Take(numbers.Count(c => c == '.') + 1));
        return $"{operation} {moved}";
    }

    private static (string Operation, string Numbers) Split(string range)
    {
        var operation = string.Concat(range.TakeWhile(c => c is '~' or '>' or '=' or '<' or '!'));
        return (operation.Length == 0 ? "=" : operation, range[operation.Length..].Trim());
    }

    private static string Full(string numbers) => string.Join('.', numbers.Split('.').Concat(["0", "0"]).Take(3));
}
