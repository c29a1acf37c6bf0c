using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary>One member of an object.</summary>
/// <param name="Name">The name, escapes resolved.</param>
/// <param name="NameSpan">Where the name is written, quotes included.</param>
/// <param name="Value">The value.</param>
public sealed record JsonMemberSyntax(string Name, TextSpan NameSpan, JsonValueSyntax Value);
