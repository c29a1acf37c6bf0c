using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ReleaseKit.Core.Channels;

/// <summary>A line of stable versions that is kept up beside a newer one: <c>1.x</c> or <c>1.2.x</c>.</summary>
public sealed class MaintenanceLine
{
    private readonly ImmutableArray<string> _numbers;

    private MaintenanceLine(string text, ImmutableArray<string> numbers) => (Text, _numbers) = (text, numbers);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Reads a line: one or two numbers, then <c>x</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MaintenanceLine? line)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('.');
        var valid = parts.Length is 2 or 3 && parts[^1] == "x" && parts[..^1].All(IsNumber);
        line = valid ? new MaintenanceLine(text, [.. parts[..^1]]) : null;
        return valid;
    }

    /// <summary>Whether a version, stable or not, belongs to the line.</summary>
    public bool Contains(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var numbers = version[(version.IndexOf('!', StringComparison.Ordinal) + 1)..].TrimStart('v', 'V').Split('.', '-', '+');
        return _numbers.Select((number, index) => index < numbers.Length && Same(LeadingDigits(numbers[index]), number)).All(same => same);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool IsNumber(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');

    /// <summary>PEP 440 writes prereleases without a separator: the second number of <c>1.2rc1</c> is 2.</summary>
    private static string LeadingDigits(string text) => new([.. text.TakeWhile(char.IsAsciiDigit)]);

    private static bool Same(string digits, string number) => digits.Length > 0 && (digits.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0") == number;
}
