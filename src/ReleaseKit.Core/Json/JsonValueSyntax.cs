using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary>A value of a JSON document with its place in the text.</summary>
public abstract class JsonValueSyntax
{
    private protected JsonValueSyntax(TextSpan span) => Span = span;

    /// <summary>Where the value is written, quotes, braces and brackets included.</summary>
    public TextSpan Span { get; }

    /// <summary>What the value is, for messages: <c>a string</c>, <c>an object</c>.</summary>
    public abstract string Description { get; }

    /// <summary>The value at a path of member names through nested objects; null when one is missing.</summary>
    public JsonValueSyntax? Find(params ReadOnlySpan<string> path)
    {
        JsonValueSyntax? value = this;
        foreach (var name in path)
        {
            value = (value as JsonObjectSyntax)?[name];
        }

        return value;
    }

    /// <summary>The string at a path; null when it is missing or of another type.</summary>
    public JsonStringSyntax? FindString(params ReadOnlySpan<string> path) => Find(path) as JsonStringSyntax;

    /// <summary>The object at a path; null when it is missing or of another type.</summary>
    public JsonObjectSyntax? FindObject(params ReadOnlySpan<string> path) => Find(path) as JsonObjectSyntax;

    /// <summary>The array at a path; null when it is missing or of another type.</summary>
    public JsonArraySyntax? FindArray(params ReadOnlySpan<string> path) => Find(path) as JsonArraySyntax;
}
