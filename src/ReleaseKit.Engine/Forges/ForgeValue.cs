using System.Text.Json;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Forges;

/// <summary>A value of an answer, whose members are asked for by name. What must be there and is not is <c>RK-FORGE-ANSWER</c>.</summary>
internal readonly struct ForgeValue(JsonElement element, Uri asked)
{
    /// <summary>Whether it is null or not there.</summary>
    public bool IsNull => element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>A member; null when it is not there or this is no object.</summary>
    public ForgeValue this[string name] =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? new ForgeValue(member, asked) : new ForgeValue(default, asked);

    /// <summary>The text of a member.</summary>
    public string Text(string name) => TextOrNull(name) ?? throw Missing(name, "a text");

    /// <summary>The text of a member; null when it is null or not there.</summary>
    public string? TextOrNull(string name) => this[name] is { IsNull: false } member ? member.AsText() ?? throw Missing(name, "a text") : null;

    /// <summary>This as a text; null when it is none.</summary>
    public string? AsText() => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>The whole number of a member.</summary>
    public long Number(string name) => this[name].AsNumber() ?? throw Missing(name, "a number");

    /// <summary>This as a whole number; null when it is none.</summary>
    public long? AsNumber() => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : null;

    /// <summary>Whether a member is true.</summary>
    public bool Flag(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.True;

    /// <summary>The elements of a list.</summary>
    public IEnumerable<ForgeValue> Items()
    {
        var uri = asked;
        return element.ValueKind == JsonValueKind.Array
            ? element.EnumerateArray().Select(item => new ForgeValue(item, uri))
            : throw Wrong("a list where one is foreseen");
    }

    private ReleaseException Missing(string name, string what) => Wrong($"{what} as '{name}'");

    private ReleaseException Wrong(string what) => new(ForgeCodes.Answer.Create(
        $"{ForgeRefusal.Show(asked)} answers without {what}. Check the keys forge and forge_url: the address must be that of the API of this kind of forge."));
}
