namespace ReleaseKit.Core.Json;

/// <summary>Which dialect of JSON is read.</summary>
/// <param name="AllowComments">
/// Read JSON with comments (<c>//</c> and <c>/* */</c>) and trailing commas, as tools that allow the one allow the other.
/// </param>
public sealed record JsonSyntaxOptions(bool AllowComments)
{
    /// <summary>JSON as RFC 8259 has it.</summary>
    public static JsonSyntaxOptions Strict { get; } = new(AllowComments: false);

    /// <summary>JSON with comments and trailing commas.</summary>
    public static JsonSyntaxOptions Lenient { get; } = new(AllowComments: true);
}
