using ReleaseKit.Core.Json;

namespace ReleaseKit.Core.Tests.Json;

public sealed class LenientJsonContractTests : JsonContractTests
{
    protected override JsonSyntaxOptions Options => JsonSyntaxOptions.Lenient;

    protected override string Trivia(Random random, string newLine) =>
        random.Next(3) > 0 ? base.Trivia(random, newLine) : OneOf(random, "/* , } */", $"/* 😀{newLine} */", $"// , ] }} \" é{newLine}", $" // c{newLine}  ");

    protected override string TrailingComma(Random random, string newLine) => OneOf(random, "", "," + Trivia(random, newLine));
}
