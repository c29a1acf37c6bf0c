using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ReleaseKit.Engine.Forges;

/// <summary>One call of a forge's API.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Below the API's base, segments escaped, with its query; or an absolute address that the forge itself named.</param>
internal sealed record ForgeRequest(HttpMethod Method, string Path)
{
    /// <summary>A JSON body; null for none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Makes a body that is no JSON, once for each attempt; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Statuses of 4xx that are an answer, such as 404 where absence is one.</summary>
    public ImmutableArray<int> Expected { get; init; } = [];

    /// <summary>Whether sending it twice does no more than sending it once. Reads, replacements and deletions are so by themselves.</summary>
    public bool IsRepeatable { get; init; } = Method != HttpMethod.Post;

    /// <summary>A read.</summary>
    public static ForgeRequest Get(string path, params ImmutableArray<int> expected) => new(HttpMethod.Get, path) { Expected = expected };

    /// <summary>A deletion; that there is nothing to delete is an answer.</summary>
    public static ForgeRequest Delete(string path) => new(HttpMethod.Delete, path) { Expected = [404] };

    /// <summary>Something that changes what is there.</summary>
    public static ForgeRequest Send(HttpMethod method, string path, JsonNode body, params ImmutableArray<int> expected) => new(method, path) { Body = body, Expected = expected };
}
